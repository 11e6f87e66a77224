/** Who acts, told by shape: a letter leaves, a letter arrives. */
export const roleMarks = { SENDER: '↑', RECIPIENT: '↓' } as const;
