import { type ClassValue, clsx } from 'clsx';
import { createTailwindMerge } from 'tailwind-merge';

const any = () => true;
const TEXT_SIZE = /^(2xs|xs|sm|base|lg|xl|2xl)$/;
const ALIGN = /^(left|right|center|start|end)$/;
const SIDE = /^([trblse]|[tb][lr]|[se][se])(-|$)/;
const isTextColor = (value: string) => !TEXT_SIZE.test(value) && !ALIGN.test(value);
const isBorderForm = (value: string) =>
  /^(\d+|[xytrblse](-\d+)?|solid|dashed|dotted|none|collapse|separate)$/.test(value);

/**
 * The properties that callers of the kit do override. The library's own configuration knows all of Tailwind, and
 * would be one of the larger parts of the first load.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'hidden', 'contents'],
    height: [{ h: [any] }],
    width: [{ w: [any] }],
    minHeight: [{ 'min-h': [any] }],
    minWidth: [{ 'min-w': [any] }],
    maxHeight: [{ 'max-h': [any] }],
    maxWidth: [{ 'max-w': [any] }],
    size: [{ size: [any] }],
    basis: [{ basis: [any] }],
    padding: [{ p: [any] }],
    paddingX: [{ px: [any] }],
    paddingY: [{ py: [any] }],
    gap: [{ gap: [any] }],
    justify: [{ justify: [any] }],
    items: [{ items: [any] }],
    whitespace: [{ whitespace: [any] }],
    rounded: [{ rounded: ['', (value: string) => !SIDE.test(value)] }],
    background: [{ bg: [any] }],
    textSize: [{ text: [(value: string) => TEXT_SIZE.test(value)] }],
    textAlign: [{ text: [(value: string) => ALIGN.test(value)] }],
    textColor: [{ text: [isTextColor] }],
    fontWeight: [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
    borderColor: [{ border: [(value: string) => value !== '' && !isBorderForm(value)] }],
  },
  conflictingClassGroups: {
    size: ['height', 'width'],
    padding: ['paddingX', 'paddingY'],
  },
  conflictingClassGroupModifiers: {},
  postfixLookupClassGroups: [],
  orderSensitiveModifiers: [],
}));

/** Class names, of which a later one wins over an earlier one about the same property. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes));
