"""What names have in common, whatever their script: folding, transcription, likeness, one-to-one assignment."""

from transforms.engine import prefer_compiled

prefer_compiled(__name__, __path__)
