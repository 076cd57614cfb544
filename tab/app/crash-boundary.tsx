import { Component, type ReactNode } from 'react';
import { Button, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { PageFrame } from '../components/page-frame.tsx';

interface CrashBoundaryProps {
  /** A boundary that caught something is fresh again when this changes: the path. */
  readonly page: string;
  readonly children: ReactNode;
}

interface CrashBoundaryState {
  readonly crashedOn: string | undefined;
}

/** Keeps a page that throws, or whose code cannot be fetched, from taking the others with it. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
  override state: CrashBoundaryState = { crashedOn: undefined };

  override componentDidCatch(): void {
    this.setState({ crashedOn: this.props.page });
  }

  static getDerivedStateFromError(): CrashBoundaryState {
    return { crashedOn: '' };
  }

  override render(): ReactNode {
    const { crashedOn } = this.state;
    // '' is the moment between the error and componentDidCatch, which knows the page.
    const crashed = crashedOn === '' || crashedOn === this.props.page;
    return crashed ? <Crashed /> : this.props.children;
  }
}

const useStyles = makeStyles({ target: { minHeight: '44px' } });

function Crashed() {
  const styles = useStyles();
  const { t } = useTranslation('common');
  return (
    <PageFrame title={t('crashed.title')}>
      <EmptyState
        picture="broken"
        sentence={t('crashed.sentence')}
        action={
          // A reload also fetches the code of a version that was published meanwhile.
          <Button className={styles.target} onClick={() => window.location.reload()}>
            {t('crashed.reload')}
          </Button>
        }
      />
    </PageFrame>
  );
}
