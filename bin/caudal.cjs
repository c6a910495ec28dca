#!/usr/bin/env node
// `npx caudal …`: the same as bin/caudal.mjs, once the Node is known to be new enough to read it.
'use strict';
require('./old-node.cjs');
void import('./caudal.mjs');
