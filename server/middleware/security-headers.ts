import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer. Scripts come from us alone; MapLibre starts its worker from a blob in some browsers and
 * draws images from blobs. No HSTS: most intranets this runs on are plain HTTP, and a browser that once saw it
 * could not come back.
 *
 * @param tileOrigins hosts of configured base maps: the browser may ask them for tiles, and no other. They are told which
 *   site asks, but not which page of it, because keys of map services are bound to a site. Without them nobody is told.
 */
export const securityHeaders = (tileOrigins: readonly string[]) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      // Vue and the map set inline style attributes.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      // MapLibre fetches tiles, pictures too.
      connectSrc: ["'self'", ...tileOrigins],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
    strictTransportSecurity: false,
    referrerPolicy: tileOrigins.length > 0 ? 'strict-origin-when-cross-origin' : 'same-origin',
    xFrameOptions: 'SAMEORIGIN',
  });
