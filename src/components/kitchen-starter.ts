/** What stands in the blank cell before anyone has written in it: short, complete, and asking to be changed. */
export const kitchenStarter = `import { mseLoss, tensor } from 'risotto';

// Three pots of rice and stock, and how creamy the guests want each.
const pots = tensor([[1, 2], [1, 3], [2, 5]]);
const wanted = tensor([[1], [1.5], [2]]);
const recipe = tensor([[0.5], [0.25]], { requiresGrad: true });

const creamy = pots.matmul(recipe);
const loss = mseLoss(creamy, wanted);
loss.backward();

console.log('creamy', creamy);
console.log('loss', loss);
console.log('stir against this:', recipe.grad);
`;
