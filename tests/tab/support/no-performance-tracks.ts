// React's development build writes each render, with what has changed in its properties, into the tracks that a browser's
// developer tools show. Nobody looks at them here; they take part of the time of every test. React looks for these two as it is loaded.

Reflect.deleteProperty(console, 'createTask');
Reflect.deleteProperty(console, 'timeStamp');
