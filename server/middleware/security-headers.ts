import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer. Scripts come from us alone; MapLibre starts its worker from a blob in some browsers and
 * draws images from blobs. No HSTS: most intranets this runs on are plain HTTP, and a browser that once saw it
 * could not come back.
 */
export const securityHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      // Vue and the map set inline style attributes.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
    strictTransportSecurity: false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'SAMEORIGIN',
  });
