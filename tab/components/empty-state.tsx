import type { ReactNode } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Picture, type PictureName } from './picture.tsx';

const useStyles = makeStyles({
  state: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  sentence: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: 0,
    maxWidth: '52ch',
  },
  way: { marginTop: tokens.spacingVerticalM },
});

interface EmptyStateProps {
  readonly picture: PictureName;
  readonly title?: string;
  readonly sentence: ReactNode;
  /** One way on. */
  readonly action?: ReactNode;
  /** The level of the title in the page's headings. */
  readonly level?: 2 | 3;
}

/** Nothing here, and that is all right: a picture, a sentence, one way on. */
export function EmptyState({ picture, title, sentence, action, level = 2 }: EmptyStateProps) {
  const styles = useStyles();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={styles.state}>
      <Picture name={picture} />
      {title !== undefined && <Heading className={styles.title}>{title}</Heading>}
      <p className={styles.sentence}>{sentence}</p>
      {action !== undefined && <div className={styles.way}>{action}</div>}
    </div>
  );
}
