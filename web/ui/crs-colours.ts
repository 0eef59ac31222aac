/** One colour a coordinate system where several are shown at once: Okabe–Ito, apart for colour-blind readers. */
export const crsColours: Readonly<Record<string, string>> = {
  WGS84: '#0072b2',
  CGCS2000: '#0072b2',
  GCJ02: '#d55e00',
  BD09: '#009e73',
};
