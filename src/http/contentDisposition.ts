/** `attachment` with a file name in any script (RFC 6266, RFC 8187); nothing of the name can leave its place. */
export const attachmentNamed = (fileName: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`;
