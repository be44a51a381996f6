import '@tensorflow/tfjs-backend-cpu';
import { tfjs } from './tfjs.ts';

export const contestant = tfjs('cpu', () => {});
