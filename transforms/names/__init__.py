"""What names have in common, whatever their script: folding, transcription, likeness, one-to-one assignment."""
