const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's environment for Node, and the hub beside it: read once for all test files of a worker, where each would otherwise read
 * it anew into its own registry and run it cold. Tests of single modules import them from `src/` as ever.
 */
module.exports = class HubEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.defineProperty(this.global, 'outside', { get: () => require(process.env.TEST_HUB) });
  }
};
