import { encode } from 'uqr';
import classes from './own-account-page.module.css';

interface QrCodeProps {
  readonly content: string;
  readonly label: string;
}

/** The quiet zone around the code, in modules, without which readers do not find it (ISO/IEC 18004 §9.1). */
const BORDER = 4;

/** A QR code as one path, drawn here: what it holds must not be asked of anybody else. */
export function QrCode({ content, label }: QrCodeProps) {
  const { data, size } = encode(content, { ecc: 'M', border: BORDER });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      data-testid="qr-code"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
