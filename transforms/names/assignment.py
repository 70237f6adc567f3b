"""Which name belongs to which place when each may be taken once."""

from collections.abc import Mapping

# What it costs to leave a name without a place: more than any pair that is allowed, yet no reason to shift all others.
_UNMATCHED = 0.7
_NEVER = 1e6


def assign(costs: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """The pairs of name and place at the least total cost, every place at most once; costs are between 0 and 1.

    Takes the cost of each allowed pair; a name without a pair in the result found no place.
    """
    matched: dict[str, str] = {}
    for group in _components(costs):
        columns = sorted({place for name in group for place in costs[name]})
        table = [[costs[name].get(place, _NEVER) for place in columns] + [_UNMATCHED] * len(group) for name in group]
        for name, column in zip(group, _hungarian(table), strict=True):
            if column < len(columns) and columns[column] in costs[name]:
                matched[name] = columns[column]
    return matched


def _components(costs: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Names that compete for places, directly or through others, together."""
    holders: dict[str, list[str]] = {}
    for name, options in costs.items():
        for place in options:
            holders.setdefault(place, []).append(name)
    seen: set[str] = set()
    groups = []
    for start in costs:
        if start in seen or not costs[start]:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            name = waiting.pop()
            group.append(name)
            for place in costs[name]:
                for rival in holders[place]:
                    if rival not in seen:
                        seen.add(rival)
                        waiting.append(rival)
        groups.append(group)
    return groups


def _hungarian(table: list[list[float]]) -> list[int]:
    """For each row its column, all different, the sum of costs least. Rows must not outnumber columns."""
    rows, columns = len(table), len(table[0])
    potential_row, potential_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[column]:
            used[column] = True
            current, delta, following = row_of[column], float("inf"), 0
            for candidate in range(1, columns + 1):
                if used[candidate]:
                    continue
                reduced = table[current - 1][candidate - 1] - potential_row[current] - potential_column[candidate]
                if reduced < least[candidate]:
                    least[candidate], way[candidate] = reduced, column
                if least[candidate] < delta:
                    delta, following = least[candidate], candidate
            for candidate in range(columns + 1):
                if used[candidate]:
                    potential_row[row_of[candidate]] += delta
                    potential_column[candidate] -= delta
                else:
                    least[candidate] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    found = [0] * rows
    for candidate in range(1, columns + 1):
        if row_of[candidate]:
            found[row_of[candidate] - 1] = candidate - 1
    return found
