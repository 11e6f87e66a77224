/** What the hub says of itself in its page. */
export type Settings = {
  readonly mode: 'sandbox' | 'production';
  readonly publicUrl: string;
  /** File of each of the editor's workers. */
  readonly workers: Readonly<Record<string, string>>;
};

export const readSettings = ({ dataset }: HTMLElement): Settings => ({
  mode: dataset['mode'] === 'sandbox' ? 'sandbox' : 'production',
  publicUrl: dataset['publicUrl'] ?? '',
  workers: JSON.parse(dataset['workers'] ?? '{}') as Record<string, string>,
});
