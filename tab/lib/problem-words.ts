import { useTranslation } from 'react-i18next';
import { ApiProblem, Unreachable } from './api-client.ts';

/** A failure in the person's words. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
}

/** Turns what was thrown into words: the API's own where it answered. */
export function useProblemWords(): (error: unknown) => ProblemWords {
  const { t } = useTranslation('common');
  return (error) => {
    if (error instanceof ApiProblem) {
      return { title: error.problem.title, detail: error.problem.detail };
    }
    if (error instanceof Unreachable) {
      return { title: t('failed.title'), detail: t(`failed.${error.reason}`) };
    }
    return { title: t('failed.title'), detail: t('failed.unexpected') };
  };
}

/** Whether the thing was changed elsewhere since this page saw it: fetch again, and say so. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'changed-meanwhile';
}

/** Whether the API decided: the same request would get the same reply, so that trying again cannot help. */
export function isDecided(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.status >= 400 && error.problem.status < 429;
}
