import type { ReactElement, ReactNode } from 'react';
import { Button, makeStyles } from '@fluentui/react-components';
import { Link } from 'wouter';

const useStyles = makeStyles({ target: { minHeight: '44px' } });

interface LinkButtonProps {
  /** A path of the tab. */
  readonly href: string;
  readonly appearance?: 'primary' | 'secondary' | 'subtle';
  readonly icon?: ReactElement;
  /** What a screen reader says, where the words alone do not tell which. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A button that leads to another page, and is a link to a screen reader and to a middle click. */
export function LinkButton({
  href,
  appearance = 'secondary',
  icon,
  label,
  children,
}: LinkButtonProps) {
  const styles = useStyles();
  return (
    <Link href={href} asChild>
      <Button
        as="a"
        className={styles.target}
        appearance={appearance}
        {...(icon === undefined ? {} : { icon })}
        {...(label === undefined ? {} : { 'aria-label': label })}
      >
        {children}
      </Button>
    </Link>
  );
}
