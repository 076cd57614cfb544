import { enableCompileCache } from 'node:module';

// Loaded into Azurite's process before Azurite, of which a third of a start is compiling (measured, 3.37).
enableCompileCache();
