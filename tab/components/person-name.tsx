import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ name: { overflowWrap: 'anywhere' } });

/** A name that somebody else chose: in its own direction, which turns nothing around it, and as long as it likes. */
export function PersonName({ name }: { readonly name: string }) {
  const styles = useStyles();
  return (
    <bdi className={styles.name} dir="auto">
      {name}
    </bdi>
  );
}
