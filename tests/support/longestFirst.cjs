const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take longest in the long run, so that none of them is left alone on one core at its end. */
const longest = [
  /\/crashes/,
  /\/model\//,
  /\/campaigns\//,
  /\/recallRace\./,
  /\/guides\//,
  /\/graphiql\//,
  /\/isolation\/walk\./,
];

const rankOf = ({ path }) => {
  const at = longest.findIndex((pattern) => pattern.test(path));
  return at === -1 ? longest.length : at;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
};
