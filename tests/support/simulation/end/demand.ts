/** Notes what is otherwise than it must be. */
export type Demand = (holds: boolean, otherwise: string) => void;
