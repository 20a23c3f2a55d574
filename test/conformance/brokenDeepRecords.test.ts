import { testBrokenCities } from './checkPlainCity';

testBrokenCities('CITY-15', 'CITY-17');
