import { language } from '../language/language.js';
import { useStore } from '../useStore.js';
import type { Institution } from './institutions.js';

/** The name in the page's language, where there is one, and the code. Each text runs in its own direction. */
export const InstitutionName = ({ institution }: { readonly institution: Pick<Institution, 'code' | 'name'> }) => {
  const { code, name } = institution;
  const [first, second] = useStore(language) === 'ar' ? [name.ar, name.fr] : [name.fr, name.ar];
  const shown = first ?? second;
  return (
    <span className="wasl-institution" title={[name.fr, name.ar, code].filter((each) => each !== null).join(' · ')}>
      {shown !== null && <bdi lang={shown === name.ar ? 'ar' : 'fr'}>{shown}</bdi>}
      <bdi className="wasl-code">{code}</bdi>
    </span>
  );
};
