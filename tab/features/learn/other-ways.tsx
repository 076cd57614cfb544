import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SceneView } from '../../../shared/contract/learn.ts';
import { placeIn, type Reply } from '../../../shared/domain/scene.ts';
import { useSectionStyles } from '../../components/section-styles.ts';

const useStyles = makeStyles({
  ways: {
    listStyleType: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    width: '100%',
  },
  way: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    justifyItems: 'start',
    paddingInlineStart: tokens.spacingHorizontalM,
    borderInlineStartWidth: tokens.strokeWidthThick,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
  },
  text: { ...typographyStyles.body1Strong, margin: 0, maxWidth: '70ch' },
});

interface OtherWaysProps {
  readonly scene: SceneView;
  readonly chosen: readonly string[];
  readonly onGo: (replies: readonly string[]) => void;
}

/** At the end of a way: what one could have done instead at each place on it, what that does, and going there. */
export function OtherWays({ scene, chosen, onGo }: OtherWaysProps) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  return (
    <section className={section.section} aria-labelledby="scene-others">
      <h2 className={section.heading} id="scene-others">
        {t('scene.others')}
      </h2>
      <ul className={styles.ways}>
        {waysBeside(scene, chosen).map(({ before, reply }) => (
          <li key={[...before, reply.id].join(' ')} className={styles.way}>
            <p className={styles.text}>{reply.text}</p>
            {reply.effects.map((effect) => (
              <p key={effect.on} className={section.quiet}>
                {t('scene.effect', { ...effect })}
              </p>
            ))}
            <Button
              className={section.target}
              appearance="subtle"
              aria-label={t('scene.try-this-named', { text: reply.text })}
              onClick={() => onGo([...before, reply.id])}
            >
              {t('scene.try-this')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The replies that were not chosen on a way, each with those that were chosen before it. */
function waysBeside(
  scene: SceneView,
  chosen: readonly string[],
): readonly { readonly before: readonly string[]; readonly reply: Reply }[] {
  return chosen.flatMap((id, index) => {
    const before = chosen.slice(0, index);
    const step = placeIn(scene, before)?.step;
    if (step?.kind !== 'choice') return [];
    return step.replies.filter((reply) => reply.id !== id).map((reply) => ({ before, reply }));
  });
}
