import type { ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useHome } from '../lib/home-query.ts';
import { LEARN_PARTS, type LearnPart, paths } from '../lib/paths.ts';
import { LinkButton } from './link-button.tsx';
import { PageFrame } from './page-frame.tsx';
import { PartLinks } from './part-links.tsx';

const useStyles = makeStyles({
  closed: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    marginBottom: tokens.spacingVerticalXL,
  },
  words: { margin: 0, flex: '1 1 240px', maxWidth: '70ch' },
});

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
  const { data: home } = useHome();
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
      {home?.consent === 'given' && home.renewal !== undefined && <Closed />}
      {children}
    </PageFrame>
  );
}

/** What is closed to somebody who agreed to an older text, and where they decide about it. */
function Closed() {
  const styles = useStyles();
  const { t } = useTranslation('welcome');
  return (
    <div className={styles.closed}>
      <p className={styles.words}>{t('renewal.closed')}</p>
      <LinkButton href={paths.settingsData}>{t('renewal.read')}</LinkButton>
    </div>
  );
}
