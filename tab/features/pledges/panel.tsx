import { useId, type ReactNode } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    // The contrast theme has one background for all; the line keeps the panel apart there.
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
  },
  title: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
  sentence: { margin: `${tokens.spacingVerticalXXS} 0 0`, maxWidth: '70ch' },
});

/** Something on the page of a pledge that asks for a decision: a title, a sentence, what can be done. */
export function Panel({
  title,
  sentence,
  children,
}: {
  readonly title: string;
  readonly sentence?: ReactNode;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const titleId = useId();
  return (
    <section className={styles.panel} aria-labelledby={titleId}>
      <div>
        <h2 className={styles.title} id={titleId}>
          {title}
        </h2>
        {sentence !== undefined && <p className={styles.sentence}>{sentence}</p>}
      </div>
      {children}
    </section>
  );
}
