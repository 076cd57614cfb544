import {
  makeStyles,
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonLine } from '../../../shared/contract/learn.ts';
import { LESSON_MARKS } from '../../../shared/domain/lesson.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useLessonMarks } from '../../components/use-lesson-marks.ts';

const useStyles = makeStyles({ target: { minHeight: '44px', alignItems: 'center' } });

/** Where a lesson of a list stands, and changing it in place. */
export function MarkMenu({ lesson }: { readonly lesson: LessonLine }) {
  const styles = useStyles();
  const { t } = useTranslation('learn');
  const marks = useLessonMarks(lesson);
  const { state } = lesson.standing;
  return (
    <>
      <Menu
        hasCheckmarks
        checkedValues={{ mark: [state] }}
        onCheckedValueChange={(_event, { checkedItems }) => {
          const to = LESSON_MARKS.find((mark) => mark === checkedItems[0]);
          if (to !== undefined && to !== state) marks.mark(to);
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <MenuButton
            className={styles.target}
            disabledFocusable={marks.busy}
            aria-label={t('mark.choose-named', {
              standing: t(`standing.${state}`),
              title: lesson.title,
            })}
          >
            {state === 'open' ? t('mark.choose') : t(`standing.${state}`)}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {LESSON_MARKS.map((mark) => (
              <MenuItemRadio key={mark} className={styles.target} name="mark" value={mark}>
                {t(`mark.${mark}`)}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {marks.error !== null && <SaveFailed error={marks.error} onRetry={marks.again} />}
    </>
  );
}
