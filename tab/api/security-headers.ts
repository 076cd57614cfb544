import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Who may frame the tab. Source: Microsoft's requirements for tabs. */
const TEAMS_FRAMES = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
];

/** What a page of this product never asks a browser for. Words are copied to the clipboard, by the tab alone. */
const PERMISSIONS = [
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'display-capture',
    'encrypted-media',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
  'clipboard-write=(self)',
].join(', ');

/** Makes the policy of one answer: nothing inline, but for the style elements that carry its nonce, where it has one. */
export type ContentPolicy = (styleNonce?: string) => string;

/**
 * What a browser may do with an answer. Scripts come from here alone and none stands in a page. Fluent writes style
 * elements while it runs; they carry the nonce of the page that they are in, and no other style is let in.
 * @param hostOrigins origins besides those of Teams that may frame the tab
 */
export function contentPolicy(hostOrigins: readonly string[]): ContentPolicy {
  return (styleNonce) =>
    [
      "default-src 'self'",
      "script-src 'self'",
      "script-src-attr 'none'",
      ["style-src 'self'", ...(styleNonce === undefined ? [] : [`'nonce-${styleNonce}'`])].join(
        ' ',
      ),
      "style-src-attr 'none'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      // teams-js asks for its list of origins.
      "connect-src 'self' https://res.cdn.office.net",
      "frame-src 'self'",
      "worker-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      ['frame-ancestors', "'self'", ...TEAMS_FRAMES, ...hostOrigins].join(' '),
    ].join('; ');
}

/** Puts the headers on every answer that tell a browser what it may do with it. */
export async function answerWithSecurityHeaders(
  app: FastifyInstance,
  policy: ContentPolicy,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    // It would contradict frame-ancestors.
    frameguard: false,
    // What Teams frames need not ask for it, and the page would lose the frame around it.
    crossOriginEmbedderPolicy: false,
    // Counts where the tab is opened by itself; within a frame it means nothing.
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: { maxAge: 31_536_000, includeSubDomains: true },
  });
  app.addHook('onRequest', async (_request, reply) => {
    void reply
      .header('content-security-policy', policy())
      .header('permissions-policy', PERMISSIONS);
  });
}
