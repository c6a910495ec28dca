export { type MethodInUse, methodsInUse } from '../../store/payment-methods.ts';
export { type AddedMethod, addedMethod, addMethod } from './add-method.ts';
export { removeMethodOf } from './remove-method.ts';
