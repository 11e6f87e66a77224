import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { startLanguage } from './language/language.js';
import { createFetcher } from './page/createFetcher.js';
import { mirrorDragBars } from './page/mirrorDragBars.js';
import './page/page.css';
import { Page } from './page/Page.js';
import { createSandbox } from './sandbox/createSandbox.js';
import { readSettings } from './settings.js';
import { startWorkers } from './workers.js';

const element = document.getElementById('page')!;
const settings = readSettings(element);
startWorkers(settings.workers);
startLanguage();
mirrorDragBars();
const sandbox = settings.mode === 'sandbox' ? createSandbox(settings.publicUrl) : null;
createRoot(element).render(<Page sandbox={sandbox} fetcher={createFetcher(sandbox)} />);
