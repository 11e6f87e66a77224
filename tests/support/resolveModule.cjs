const { places } = require('./thirdParty.cjs');

/** Jest's resolver, but for the packages that are bundled for the tests. */
module.exports = (request, options) => places.get(request) ?? options.defaultResolver(request, options);
