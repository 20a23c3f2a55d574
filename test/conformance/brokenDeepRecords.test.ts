import { testBrokenCities } from './checkPlainCity';

testBrokenCities('CITY-15');
