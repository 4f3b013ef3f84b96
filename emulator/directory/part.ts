import type { Part } from '../part'
import { userRoute } from './me'
import { plantDirectory } from './plant-seed'

export const directoryPart: Part = {
  name: 'directory',
  graph: [userRoute],
  plant: plantDirectory,
}
