// The state machine interpreter needs Promise.withResolvers, which Node 20 does not have; Node 22 does.
Promise.withResolvers ??= function withResolvers<T>() {
  const parts = {} as PromiseWithResolvers<T>;
  const promise = new Promise<T>((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return Object.assign(parts, { promise });
};
