import { testAgreement } from './agreement.js';

testAgreement('second');
