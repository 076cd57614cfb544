import { useTranslation } from 'react-i18next';
import { ApiProblem } from './api-client.ts';

/**
 * What the API said is wrong with the fields of a form, in words, by the field's name: fields of the body below
 * `below` (`profile`, `places.hr`), items of lists under the list's name. `name-taken` is about the name.
 */
export function useFieldProblems(error: unknown, below?: string): ReadonlyMap<string, string> {
  const { t } = useTranslation('problems');
  if (!(error instanceof ApiProblem)) return new Map();
  const { code, detail, fields = [] } = error.problem;
  if (code === 'name-taken') return new Map([['name', detail]]);
  return new Map(
    fields.map(({ path, reason }) => {
      const isBelow = below !== undefined && path.startsWith(`${below}.`);
      const [field = ''] = (isBelow ? path.slice(below.length + 1) : path).split('.');
      // The API names reasons that this version of the tab may not know.
      return [field, t(`field.${reason}` as 'field.invalid', t('field.invalid'))];
    }),
  );
}
