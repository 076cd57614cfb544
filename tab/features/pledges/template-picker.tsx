import { useEffect, useState } from 'react';
import {
  Button,
  Link as FluentLink,
  makeStyles,
  SearchBox,
  ToggleButton,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PILLARS, type Pillar } from '../../../shared/domain/pillar.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import type { Suggestion } from './catalogue-query.ts';
import { OtherLanguage } from '../../components/other-language.tsx';
import { writtenIn } from '../../lib/written-in.ts';
import { findTemplates } from './find-templates.ts';
import { pathOfStart, unfinishedStarts } from './unfinished.ts';

const useStyles = makeStyles({
  tools: { display: 'grid', gap: tokens.spacingVerticalM, marginBottom: tokens.spacingVerticalL },
  search: { maxWidth: '420px', width: '100%', minHeight: '44px' },
  filter: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px', minWidth: '0' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  unfinished: { display: 'inline-block', paddingBlock: '12px' },
  groups: { display: 'grid', gap: tokens.spacingVerticalXXL },
  heading: { margin: `0 0 ${tokens.spacingVerticalM}`, lineHeight: '0' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
    gap: tokens.spacingVerticalM,
  },
  template: {
    display: 'block',
    boxSizing: 'border-box',
    height: '100%',
    minHeight: '44px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    // Not another background: in the contrast theme that one needs another colour for every word on it.
    ':hover': {
      boxShadow: tokens.shadow4,
      border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}`,
      '& strong': { textDecorationLine: 'underline' },
    },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '1px',
    },
  },
  name: { ...typographyStyles.body1Strong, display: 'block' },
  erg: {
    ...typographyStyles.caption1Strong,
    display: 'block',
    color: tokens.colorNeutralForeground2,
  },
  why: {
    ...typographyStyles.body1,
    display: 'block',
    color: tokens.colorNeutralForeground2,
    marginTop: tokens.spacingVerticalXXS,
  },
});

/**
 * The suggestions, to search and to narrow to a pillar: a search and a filter come before the list, so that a
 * pledge is picked by keyboard in a few strokes: type, Tab, Enter.
 */
export function TemplatePicker({
  templates,
  startWith,
}: {
  readonly templates: readonly Suggestion[];
  readonly startWith: Pillar | undefined;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['pledges', 'common']);
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [pillar, setPillar] = useState(startWith);
  const groups = findTemplates(templates, { pillar, text });
  const found = groups.reduce((sum, group) => sum + group.templates.length, 0);
  const foundText = t('pledges:pick.found', { count: found });
  const isNarrowed = text.trim() !== '' || pillar !== undefined;
  useEffect(() => {
    if (isNarrowed) announce(foundText);
  }, [announce, foundText, isNarrowed]);

  return (
    <>
      <div className={styles.tools}>
        <Unfinished templates={templates} />
        <SearchBox
          className={styles.search}
          aria-label={t('pledges:pick.search')}
          placeholder={t('pledges:pick.search')}
          value={text}
          dismiss={{ 'aria-label': t('pledges:pick.search-clear') }}
          onChange={(_event, { value }) => setText(value)}
        />
        <div className={styles.filter} role="group" aria-label={t('pledges:pick.filter')}>
          <ToggleButton
            className={styles.target}
            shape="circular"
            checked={pillar === undefined}
            onClick={() => setPillar(undefined)}
          >
            {t('pledges:pick.all')}
          </ToggleButton>
          {PILLARS.map((known) => (
            <ToggleButton
              key={known}
              className={styles.target}
              shape="circular"
              checked={pillar === known}
              onClick={() => setPillar(known)}
            >
              {t(`common:pillar.${known}`)}
            </ToggleButton>
          ))}
        </div>
      </div>
      {found === 0 ? (
        <EmptyState
          picture="search"
          title={t('pledges:pick.none-title', { text: text.trim() })}
          sentence={t('pledges:pick.none')}
          action={
            <Button
              className={styles.target}
              onClick={() => {
                setText('');
                setPillar(undefined);
              }}
            >
              {t('pledges:pick.show-all')}
            </Button>
          }
        />
      ) : (
        <div className={styles.groups}>
          {groups.map((group) => (
            <TemplateSection key={group.pillar} {...group} />
          ))}
        </div>
      )}
    </>
  );
}

function TemplateSection({
  pillar,
  templates,
}: {
  readonly pillar: Pillar;
  readonly templates: readonly Suggestion[];
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  return (
    <section aria-labelledby={`templates-${pillar}`}>
      <h2 className={styles.heading} id={`templates-${pillar}`}>
        <PillarBadge pillar={pillar} />
      </h2>
      <ul className={styles.list}>
        {templates.map((template) => (
          <li key={template.id}>
            <Link
              className={styles.template}
              href={pathOfStart({ kind: 'template', id: template.id })}
            >
              <strong className={styles.name} {...writtenIn(template.language)}>
                {template.title}
              </strong>
              {template.erg !== undefined && (
                <span className={styles.erg}>{t('pick.asked-by', { erg: template.erg.name })}</span>
              )}
              <span className={styles.why} {...writtenIn(template.language)}>
                {template.why}
              </span>
              <OtherLanguage of={template.language} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was begun and not saved stays one tap away. */
function Unfinished({ templates }: { readonly templates: readonly Suggestion[] }) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  // Read once: nothing is typed on this page that would change it.
  const [starts] = useState(() => unfinishedStarts(templates));
  if (starts.length === 0) return null;
  return (
    <p className={styles.quiet}>
      {t('pick.unfinished')}{' '}
      {starts.map((start, index) => (
        <span key={pathOfStart(start)}>
          {index > 0 && ' · '}
          <Link href={pathOfStart(start)} asChild>
            <FluentLink className={styles.unfinished} inline>
              {start.kind === 'template'
                ? templates.find(({ id }) => id === start.id)?.title
                : t('pick.own-unfinished')}
            </FluentLink>
          </Link>
        </span>
      ))}
    </p>
  );
}
