/** What the local Teams page must know about the app that it shows, `GET /local/setup`. */
export interface PageSetup {
  readonly appName: string;
  /** The app's id in its manifest, as deep links carry it. */
  readonly appId: string;
  readonly botId: string;
  readonly tenantId: string;
  /** The personal tab as in the manifest. `{locale}`, `{theme}` and `{subPageId}` in the URL are replaced. */
  readonly tab: { readonly entityId: string; readonly contentUrl: string };
  /** Languages to choose from, BCP 47 and their own name. */
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
}
