import { useEffect, useRef } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SceneView } from '../../../shared/contract/learn.ts';
import { placeIn, type Reply } from '../../../shared/domain/scene.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { type WrittenIn, writtenIn } from '../../lib/written-in.ts';
import { OtherWays } from './other-ways.tsx';

const useStyles = makeStyles({
  step: { display: 'grid', gap: tokens.spacingVerticalXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  effects: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    maxWidth: '70ch',
  },
  replies: {
    listStyleType: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalS,
    width: '100%',
    maxWidth: '70ch',
    margin: 0,
    padding: 0,
  },
  reply: {
    width: '100%',
    minHeight: '44px',
    justifyContent: 'flex-start',
    paddingBlock: tokens.spacingVerticalM,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
    overflowWrap: 'anywhere',
  },
});

interface SceneStepProps {
  readonly scene: SceneView;
  /** BCP 47: the language of the scene. */
  readonly language: string | undefined;
  /** The replies chosen so far. */
  readonly chosen: readonly string[];
  /** Goes to where these replies lead. */
  readonly onGo: (replies: readonly string[]) => void;
}

/**
 * One place in a scene: what the last reply did and to whom, the situation, and what one could do now; at an end what to take
 * along, and other ways. When the place changes, its heading takes the focus and the whole of it is announced.
 */
export function SceneStep({ scene, language, chosen, onGo }: SceneStepProps) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const heading = useFocusedAndSaid(scene, chosen);
  const place = placeIn(scene, chosen);
  if (place === undefined) return null;
  const { step, last } = place;
  const written = writtenIn(language);
  const isEnd = step.kind === 'ending';
  const situation = isEnd ? t('scene.ending') : t(last ? 'scene.then' : 'scene.situation');
  return (
    <div className={styles.step}>
      {last !== undefined && (
        <section className={section.section} aria-labelledby="scene-effects">
          <h2 className={section.heading} id="scene-effects" ref={heading} tabIndex={-1}>
            {t('scene.effects')}
          </h2>
          <p className={section.quiet}>{t('scene.chosen', { text: last.text })}</p>
          <div {...written}>
            <Effects reply={last} />
          </div>
        </section>
      )}
      <section className={section.section} aria-labelledby="scene-situation">
        <h2
          className={section.heading}
          id="scene-situation"
          {...(last === undefined ? { ref: heading, tabIndex: -1 } : {})}
        >
          {situation}
        </h2>
        {step.situation.map((words) => (
          <p key={words} className={section.text} {...written}>
            {words}
          </p>
        ))}
      </section>
      {step.kind === 'choice' ? (
        <section className={section.section} aria-labelledby="scene-choose">
          <h2 className={section.heading} id="scene-choose">
            {t('scene.choose')}
          </h2>
          <ul className={styles.replies}>
            {step.replies.map(({ id, text }) => (
              <li key={id} {...written}>
                <Button className={styles.reply} onClick={() => onGo([...chosen, id])}>
                  {text}
                </Button>
              </li>
            ))}
          </ul>
          {chosen.length > 0 && (
            <Button
              className={section.target}
              appearance="subtle"
              onClick={() => onGo(chosen.slice(0, -1))}
            >
              {t('scene.back')}
            </Button>
          )}
        </section>
      ) : (
        <>
          <TakeAlong takeaway={step.takeaway} written={written} onAgain={() => onGo([])} />
          <OtherWays scene={scene} chosen={chosen} onGo={onGo} />
        </>
      )}
    </div>
  );
}

/** What a reply does, and to whom. */
function Effects({ reply }: { readonly reply: Reply }) {
  const styles = useStyles();
  const { t } = useTranslation('learn');
  return (
    <ul className={styles.effects}>
      {reply.effects.map((effect) => (
        <li key={effect.on}>{t('scene.effect', { ...effect })}</li>
      ))}
    </ul>
  );
}

function TakeAlong({
  takeaway,
  written,
  onAgain,
}: {
  readonly takeaway: string;
  readonly written: WrittenIn;
  readonly onAgain: () => void;
}) {
  const section = useSectionStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('learn');
  return (
    <section
      className={mergeClasses(surface.panel, section.wide)}
      aria-labelledby="scene-take-along"
    >
      <h2 className={surface.panelTitle} id="scene-take-along">
        {t('scene.take-along')}
      </h2>
      <p className={section.text} {...written}>
        {takeaway}
      </p>
      <div className={section.acts}>
        <Button className={section.target} onClick={onAgain}>
          {t('scene.again')}
        </Button>
      </div>
    </section>
  );
}

/** The heading that takes the focus whenever other replies are chosen; what stands below it is said. */
function useFocusedAndSaid(scene: SceneView, chosen: readonly string[]) {
  const { t } = useTranslation('learn');
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const way = chosen.join(' ');
  useEffect(() => {
    const place = placeIn(scene, way === '' ? [] : way.split(' '));
    if (place === undefined) return;
    heading.current?.focus();
    const effects = place.last?.effects.map((effect) => t('scene.effect', { ...effect })) ?? [];
    const end = place.step.kind === 'ending' ? [place.step.takeaway] : [];
    announce([...effects, ...place.step.situation, ...end].join(' '));
  }, [announce, scene, t, way]);
  return heading;
}
