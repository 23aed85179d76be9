import { ActionIcon, type ActionIconProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Anchor<Look> = Look & Omit<ComponentProps<'a'>, keyof Look>;

// Said to be anchors: a button with an address is none to the browser, which could not open it in another tab.
const AnchorButton = (props: Anchor<ButtonProps>) => <Button component="a" {...props} />;
const AnchorIcon = (props: Anchor<ActionIconProps>) => <ActionIcon component="a" {...props} />;

/** A link that looks like a button; typed like the router's own Link. */
export const LinkButton = createLink(AnchorButton);

/** A link that is an icon; needs an aria-label. */
export const LinkIcon = createLink(AnchorIcon);
