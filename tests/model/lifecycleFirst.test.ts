import { testAgreement } from './agreement.js';

testAgreement('first');
