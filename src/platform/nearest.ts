/** The candidate with the fewest letters to change (Levenshtein), the first of equals. `candidates` is not empty. */
export const nearest = (word: string, candidates: readonly string[]): string =>
  candidates.reduce((best, candidate) => (distance(word, candidate) < distance(word, best) ? candidate : best));

const distance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
};
