import { type ComponentType, lazy, useState } from 'react';

/** A page whose code comes when it is opened, or ahead of that. */
export interface LaterPage {
  readonly Page: ComponentType;
  /** Fetches the code. Rejects where it cannot be fetched; opening the page tries again and says so. */
  readonly preload: () => Promise<void>;
}

/**
 * A page that is fetched later. Once its code is here it is shown at once: React would hold back for 300 ms what it has shown
 * a place holder for.
 */
export function laterPage(load: () => Promise<{ readonly default: ComponentType }>): LaterPage {
  let here: ComponentType | undefined;
  const fetch = async () => {
    const page = await load();
    here = page.default;
    return page;
  };
  const Later = lazy(fetch);
  return {
    Page: function Page() {
      // What was shown first stays: another component would begin anew.
      const [Shown] = useState(() => here ?? Later);
      return <Shown />;
    },
    preload: async () => {
      await fetch();
    },
  };
}
