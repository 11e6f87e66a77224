/** Where the hub serves `path` to this page: beside the page, whatever stands before its own path. */
export const hubAddress = (path: string): string => new URL(path, document.baseURI).href;

/**
 * The same for an address that the hub gave. It begins with the hub's public address, and the page may have been reached by
 * another one (`localhost`, a tunnel); its policy lets it ask only where it came from.
 */
export const ownAddress = (url: string, publicUrl: string): string =>
  url.startsWith(`${publicUrl}/`) ? hubAddress(url.slice(publicUrl.length + 1)) : url;
