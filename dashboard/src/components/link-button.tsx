import { ActionIcon, Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A link that looks like a button; typed like the router's own Link. */
export const LinkButton = createLink(Button<'a'>);

/** A link that is an icon; needs an aria-label. */
export const LinkIcon = createLink(ActionIcon<'a'>);
