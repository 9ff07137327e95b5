import { fail } from '../values/evaluation-error.ts';
import { floatText } from '../values/text.ts';
import { LatLng, type Outcome } from '../values/value.ts';
import { type Builtin, define, type Method, methodsOf } from './signature.ts';

/** Mean radius of the Earth in metres. */
const EARTH_RADIUS = 6_371_010;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the haversine formula. */
const distance = (from: LatLng, to: LatLng): number => {
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
};

const method = methodsOf('latlng');

export const LATLNG_METHODS: readonly Method[] = [
  method('latitude', [], self => self.latitude),
  method('longitude', [], self => self.longitude),
  method('distance', ['latlng'], distance),
];

const value = (latitude: number | bigint, longitude: number | bigint): Outcome => {
  const north = Number(latitude);
  const east = Number(longitude);
  if (Math.abs(north) <= 90 && Math.abs(east) <= 180) return new LatLng(north, east);
  return fail(
    'Latitude should be in [-90,90] range and longitude should be in [-180,180] range. ' +
      `latitude: ${floatText(north)}, longitude: ${floatText(east)}.`,
  );
};

export const LATLNG_FUNCTIONS: readonly Builtin[] = [define('value', ['number', 'number'], value)];
