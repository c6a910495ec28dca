// Read before each command, and written for a Node of any age: one too old for the rest says so instead of failing to parse it.
'use strict';
if (Number(process.versions.node.split('.')[0]) < 18) {
  process.stderr.write(
    'Caudal needs a Node from 18 up to install what it runs on; this is ' +
      process.version +
      '. Nothing was changed.\n',
  );
  process.exit(1);
}
