import { IconArrowLeft } from '@tabler/icons-react';

/** How a {@link LinkButton} looks that leads from one thing back to the list of them, above the heading. */
export const backLook = {
  variant: 'subtle',
  color: 'gray',
  size: 'compact-sm',
  mb: 'xs',
  leftSection: <IconArrowLeft size={15} aria-hidden="true" />,
} as const;
