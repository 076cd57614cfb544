import { useMemo, useState } from 'react';
import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

/** So many are shown at once; typing finds the others. */
const MOST_SHOWN = 60;

const useStyles = makeStyles({
  box: { minWidth: 0, minHeight: '44px', width: '100%' },
  list: { maxHeight: '280px' },
  option: { minHeight: '44px' },
});

interface ZonePickerProps {
  /** A name of the IANA database. */
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** Finds a time zone among all by typing a part of its name. */
export function ZonePicker({ value, onChange }: ZonePickerProps) {
  const styles = useStyles();
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState<string | undefined>();
  const here = useMemo(() => zoneHere(), []);
  const zones = useMemo(() => allZones([value, here]), [value, here]);
  const found = typed === undefined ? zones : zones.filter((zone) => matches(zone, typed));
  return (
    <Field
      label={t('rhythm.zone')}
      {...(typed !== undefined && found.length > MOST_SHOWN ? { hint: t('rhythm.zone-more') } : {})}
    >
      <Combobox
        className={styles.box}
        listbox={{ className: styles.list }}
        // Its own name would be English, whatever the language.
        expandIcon={{ 'aria-label': t('rhythm.zone') }}
        value={typed ?? readable(value)}
        selectedOptions={[value]}
        // What one types takes the place of the zone that stands there, by keyboard and by mouse.
        onFocus={(event) => event.currentTarget.select()}
        onClick={(event) => {
          if (typed === undefined) event.currentTarget.select();
        }}
        onChange={(event) => setTyped(event.target.value)}
        onOptionSelect={(_, { optionValue }) => {
          // Typing unselects first, with no value; that is not a choice.
          if (optionValue === undefined || optionValue === '') return;
          onChange(optionValue);
          setTyped(undefined);
        }}
        onOpenChange={(_, { open }) => {
          if (!open) setTyped(undefined);
        }}
      >
        {found.slice(0, MOST_SHOWN).map((zone) => (
          <Option key={zone} value={zone} text={readable(zone)} className={styles.option}>
            {zone === here ? t('rhythm.zone-here', { zone: readable(zone) }) : readable(zone)}
          </Option>
        ))}
        {found.length === 0 && (
          <Option key="none" value="" text="" disabled>
            {t('rhythm.zone-none')}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

/** The time zone of this computer. */
export function zoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone, those `first` before the others, in this order. */
function allZones(first: readonly string[]): readonly string[] {
  return [...new Set([...first, ...Intl.supportedValuesOf('timeZone'), 'UTC'])];
}

function readable(zone: string): string {
  return zone.replaceAll('_', ' ');
}

function matches(zone: string, typed: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_/-]+/g, ' ');
  return plain(zone).includes(plain(typed.trim()));
}
