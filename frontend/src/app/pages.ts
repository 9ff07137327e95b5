import { Activity, ChartNoAxesCombined, LayoutDashboard, type LucideIcon, Settings } from 'lucide-react';

/** The places of the product, for the navigation and the command palette. */
export interface Page {
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** Where operators begin. */
export const OPERATIONS = '/operations';

export const PAGES: readonly Page[] = [
  { path: '/', label: 'Overview', icon: LayoutDashboard },
  { path: '/trades', label: 'Trades', icon: ChartNoAxesCombined },
  { path: '/signals', label: 'Signals', icon: Activity },
  { path: '/settings', label: 'Settings', icon: Settings },
];
