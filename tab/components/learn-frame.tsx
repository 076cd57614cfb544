import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LEARN_PARTS, type LearnPart, paths } from '../lib/paths.ts';
import { PageFrame } from './page-frame.tsx';
import { PartLinks } from './part-links.tsx';

interface LearnFrameProps {
  readonly part: LearnPart;
  readonly title: string;
  /** One sentence under the title. */
  readonly sentence?: ReactNode;
  /** At most one primary button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages on which one learns, with the way to the others. */
export function LearnFrame({ part, title, sentence, action, children }: LearnFrameProps) {
  const { t } = useTranslation('common');
  return (
    <PageFrame
      title={title}
      {...(sentence === undefined ? {} : { sentence })}
      {...(action === undefined ? {} : { action })}
    >
      <PartLinks
        label={t('learn.parts')}
        here={paths.learn(part)}
        parts={LEARN_PARTS.map((one) => ({
          href: paths.learn(one),
          label: t(`learn.part.${one}`),
        }))}
      />
      {children}
    </PageFrame>
  );
}
