import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, RUN_PARTS, type RunPart } from '../lib/paths.ts';
import { PageFrame } from './page-frame.tsx';
import { PartLinks } from './part-links.tsx';

interface RunFrameProps {
  readonly ergId: string;
  /** The ERG's name; while it is not known, the page says what it is about. */
  readonly name: string | undefined;
  readonly part: RunPart;
  /** One sentence under the title. */
  readonly sentence?: ReactNode;
  /** At most one primary button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page on which an ERG is run: its name, the way to its other parts. */
export function RunFrame({ ergId, name, part, sentence, action, children }: RunFrameProps) {
  const { t } = useTranslation('common');
  const page = t(`run.part.${part}`);
  return (
    <PageFrame
      title={name === undefined ? page : t('run.title', { part: page, name })}
      back={{ href: paths.run, label: t('run.back') }}
      {...(sentence === undefined ? {} : { sentence })}
      {...(action === undefined ? {} : { action })}
    >
      <PartLinks
        label={t('run.parts')}
        here={paths.runErg(ergId, part)}
        parts={RUN_PARTS.map((one) => ({
          href: paths.runErg(ergId, one),
          label: t(`run.part.${one}`),
        }))}
      />
      {children}
    </PageFrame>
  );
}
